"""Writes one small network for each block that torchvision's families are built of, with what PyTorch computes of it.

  python3 libs/models/test/zoo/blocks.py libs/models/test/blocks [NAME ...]

Weights are drawn from a seed, so that the files are ours to commit. Each network reads three channels of 12×12 and answers with three
numbers. NAME.onnx is its graph, at opset 17; NAME-11.onnx the same at opset 11, where normalisations and rectifiers are taken apart.
NAME.bin holds little-endian 32-bit floats, computed in 64 bits: the answer, then for each rule of blocks.json the projection of the
largest number of the answer, channels first. The image is a recipe that readBlock.ts has, too: see `image`.
"""

import copy
import json
import os
import sys
import warnings
from functools import partial
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import nn
from torchvision.models import (
    convnext,
    efficientnet,
    mobilenetv2,
    mobilenetv3,
    regnet,
    resnet,
    shufflenetv2,
    swin_transformer,
    vision_transformer,
)
from torchvision.models.densenet import _DenseBlock, _Transition
from torchvision.models.googlenet import Inception
from torchvision.models.mnasnet import _InvertedResidual
from torchvision.models.squeezenet import Fire

import rules
from export import SEED, project, settle, unit_of, wake

warnings.filterwarnings("ignore")
SIDE, WIDTH, CLASSES = 12, 8, 3
OPSET, TAKEN_APART = 17, 11


class Classifier(nn.Module):
    """A convolution and a rectifier, what is looked at, and a connected layer on the mean of its maps."""

    def __init__(self, block, width):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, WIDTH, 3, padding=1), nn.ReLU())
        self.block = block
        self.head = nn.Linear(width, CLASSES)

    def forward(self, x):
        return self.head(self.block(self.stem(x)).mean((2, 3)))


def residual_v3():
    config = mobilenetv3.InvertedResidualConfig(WIDTH, 3, 16, WIDTH, True, "HS", 1, 1, 1.0)
    return mobilenetv3.InvertedResidual(config, nn.BatchNorm2d)


def fused():
    config = efficientnet.FusedMBConvConfig(2, 3, 1, WIDTH, WIDTH, 1)
    return efficientnet.FusedMBConv(config, 0.0, nn.BatchNorm2d)


def mb_conv():
    config = efficientnet.MBConvConfig(2, 3, 1, WIDTH, WIDTH, 1)
    return efficientnet.MBConv(config, 0.0, nn.BatchNorm2d)


def grouped():
    return regnet.ResBottleneckBlock(WIDTH, 16, 2, nn.BatchNorm2d, nn.ReLU, 4, 1.0, 0.25)


def resnext():
    down = nn.Sequential(nn.Conv2d(WIDTH, 16, 1, 2, bias=False), nn.BatchNorm2d(16))
    return nn.Sequential(nn.MaxPool2d(3, 2, 1), resnet.Bottleneck(WIDTH, 4, 2, down, groups=4, base_width=64))


def shuffled():
    return nn.Sequential(
        shufflenetv2.InvertedResidual(WIDTH, 16, 2), shufflenetv2.InvertedResidual(16, 16, 1)
    )


def dense():
    return nn.Sequential(
        _DenseBlock(2, WIDTH, 2, 4, 0.0), _Transition(16, 8), nn.BatchNorm2d(8), nn.ReLU()
    )


def pooled():
    return nn.Sequential(nn.MaxPool2d(2), nn.Conv2d(WIDTH, 12, 3, padding=1), nn.ReLU(), nn.MaxPool2d(3, 2))


def swin():
    return swin_transformer.SwinTransformer(
        patch_size=[2, 2],
        embed_dim=WIDTH,
        depths=[2, 1],
        num_heads=[2, 2],
        window_size=[3, 3],
        mlp_ratio=2.0,
        num_classes=CLASSES,
    )


def vit():
    return vision_transformer.VisionTransformer(
        image_size=SIDE, patch_size=4, num_layers=2, num_heads=2, hidden_dim=WIDTH, mlp_dim=16, num_classes=CLASSES
    )


def convolved_first():
    return convnext.CNBlock(WIDTH, 0.5, 0.0, partial(nn.LayerNorm, eps=1e-6))


# What is looked at, and how many channels it has; none of a whole network.
BLOCKS = {
    "convnext": (convolved_first, WIDTH),
    "densenet": (dense, 8),
    "efficientnet": (mb_conv, WIDTH),
    "efficientnet_v2": (fused, WIDTH),
    "googlenet": (lambda: Inception(WIDTH, 4, 4, 6, 2, 3, 3), 16),
    "mnasnet": (lambda: _InvertedResidual(WIDTH, WIDTH, 5, 1, 2), WIDTH),
    "mobilenet_v2": (lambda: mobilenetv2.InvertedResidual(WIDTH, WIDTH, 1, 2), WIDTH),
    "mobilenet_v3": (residual_v3, WIDTH),
    "regnet": (grouped, 16),
    "resnet": (lambda: resnet.BasicBlock(WIDTH, WIDTH), WIDTH),
    "resnext": (resnext, 16),
    "shufflenet": (shuffled, 16),
    "squeezenet": (lambda: nn.Sequential(nn.MaxPool2d(3, 2, ceil_mode=True), Fire(WIDTH, 4, 6, 6)), 12),
    "swin": (swin, None),
    "vgg": (pooled, 12),
    "vit": (vit, None),
}
WEIGHS_BY_THE_IMAGE = {"swin", "vit"}
# What says them a thousand times is mostly names.
OF_LONG_NAMES = {"swin"}
# Their normalisations and GELUs are taken apart at opset 11.
AT_BOTH_OPSETS = {"convnext", "vit"}


def image(seed):
    """Numbers from -1 to 1 that look like noise, and that any language makes alike: [1, 3, 12, 12]."""
    places = torch.arange(3 * SIDE * SIDE, dtype=torch.float64)
    return (((places + seed) * 7919 % 1009) / 504.5 - 1).float().reshape(1, 3, SIDE, SIDE)


def export(name, out):
    make, width = BLOCKS[name]
    torch.manual_seed(SEED)
    network = make() if width is None else Classifier(make(), width)
    wake(network)
    settle(network, torch.cat([image(seed) for seed in range(1, 9)]))
    x = image(0)
    for opset in [OPSET, TAKEN_APART] if name in AT_BOTH_OPSETS else [OPSET]:
        path = out / (f"{name}.onnx" if opset == OPSET else f"{name}-{opset}.onnx")
        torch.onnx.export(network, torch.zeros_like(x), str(path), opset_version=opset)
        if name in OF_LONG_NAMES:
            onnx.save(numbered(onnx.load(str(path))), str(path))
    exact = copy.deepcopy(network).double()
    with torch.no_grad():
        answer = exact(x.double())
    rules.use_rules()
    exact = copy.deepcopy(network).double()
    values = [answer.numpy()]
    for rules.rule in rules_of(name):
        values.append(project(exact, exact, x.double(), unit_of(answer)))
    np.concatenate([each.ravel() for each in values]).astype("<f4").tofile(out / f"{name}.bin")


def numbered(model):
    """The same graph with numbers for names."""
    graph = model.graph
    kept = {each.name for each in [*graph.input, *graph.output, *graph.initializer]}
    numbers = {}
    short = lambda name: name if name in kept or not name else numbers.setdefault(name, f"t{len(numbers)}")
    for i, node in enumerate(graph.node):
        node.name = f"{node.op_type}{i}"
        node.input[:] = [short(name) for name in node.input]
        node.output[:] = [short(name) for name in node.output]
    graph.ClearField("value_info")
    return model


def rules_of(name):
    """What weighs positions by the image itself is no convolution: derivatives alone have a way through it."""
    return rules.RULES[:1] if name in WEIGHS_BY_THE_IMAGE else rules.RULES


def main():
    out, *names = sys.argv[1:]
    for name in names or BLOCKS:
        # Rules replace what exports are made of, so each network gets a process of its own.
        pid = os.fork()
        if pid == 0:
            export(name, Path(out))
            os._exit(0)
        if os.waitpid(pid, 0)[1] != 0:
            sys.exit(f"{name} could not be exported")
    facts = {
        "torch": torch.__version__,
        "blocks": [
            {"name": name, "rules": rules_of(name), "opsets": [17, 11] if name in AT_BOTH_OPSETS else [17]}
            for name in BLOCKS
        ],
    }
    (Path(out) / "blocks.json").write_text(json.dumps(facts, indent=2) + "\n")


if __name__ == "__main__":
    main()
