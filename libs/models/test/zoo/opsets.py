"""Raises a graph of opset 17 to a later one. PyTorch 1.13 writes no later ones, and onnx 1.12 converts to none."""

import math

import numpy as np
from onnx import helper, numpy_helper


def raised(model, opset):
    """The same network in the words of a later opset: what moved from attributes to inputs, and GELU as one operation."""
    graph = model.graph
    for node in list(graph.node):
        if node.op_type == "ReduceMean":
            move(graph, node, "axes")
        if node.op_type == "Split" and len(node.input) == 1:
            node.attribute.append(helper.make_attribute("num_outputs", len(node.output)))
    if opset >= 20:
        join_gelus(graph)
    model.opset_import[0].version = opset
    return model


def move(graph, node, name):
    """Makes an input of an attribute."""
    for attribute in [each for each in node.attribute if each.name == name]:
        values = np.array(list(attribute.ints), dtype=np.int64)
        constant = f"{node.name}/{name}"
        graph.initializer.append(numpy_helper.from_array(values, constant))
        node.input.append(constant)
        node.attribute.remove(attribute)


def join_gelus(graph):
    """x · (1 + erf(x / √2)) · ½ becomes Gelu(x)."""
    readers = {}
    makers = {name: node for node in graph.node for name in node.output}
    for node in graph.node:
        for name in node.input:
            readers.setdefault(name, []).append(node)
    for erf in [node for node in graph.node if node.op_type == "Erf"]:
        divided = makers[erf.input[0]]
        (added,) = readers[erf.output[0]]
        (multiplied,) = readers[added.output[0]]
        (halved,) = readers[multiplied.output[0]]
        gelu = helper.make_node("Gelu", [divided.input[0]], list(halved.output), erf.name)
        at = list(graph.node).index(halved)
        graph.node.remove(halved)
        graph.node.insert(at, gelu)
        for node in (multiplied, added, erf, divided):
            graph.node.remove(node)
