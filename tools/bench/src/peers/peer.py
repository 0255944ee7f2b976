"""Computes in PyTorch what the benchmark asks for, line by line, for peer.ts.

python3 peer.py FOLDER: FOLDER holds network.json and numbers.bin, float32 values one after the other.
Prints its version, then an answer for each line read: {"seconds", "numbers"}, the processor's seconds of this process.
"""

import json
import pathlib
import sys
import time

import numpy
import torch
import torch.nn.functional as F

torch.set_num_threads(1)
folder = pathlib.Path(sys.argv[1])
nodes = json.loads((folder / "network.json").read_text())
everything = numpy.fromfile(folder / "numbers.bin", dtype=numpy.float32)


def numbers(part):
    """@returns a tensor of its own"""
    flat = everything[part["from"] : part["from"] + int(numpy.prod(part["shape"]))]
    return torch.from_numpy(flat.reshape(part["shape"]).copy())


def padded(x, window, value):
    rows, columns = window["rows"], window["columns"]
    margins = (columns["before"], columns["after"], rows["before"], rows["after"])
    return F.pad(x, margins, value=value) if any(margins) else x


def along(window, name):
    return window["rows"][name], window["columns"][name]


def conv(node):
    window = node["window"]
    weights = numbers(node["weights"]["filter"]).permute(3, 2, 0, 1).contiguous()
    bias = numbers(node["weights"]["bias"]) if "bias" in node["weights"] else None
    rows, columns = window["rows"], window["columns"]
    even = rows["before"] == rows["after"] and columns["before"] == columns["after"]
    padding = along(window, "before") if even else 0

    def run(x):
        return F.conv2d(
            x if even else padded(x, window, 0.0),
            weights,
            bias,
            along(window, "stride"),
            padding,
            along(window, "dilation"),
            x.shape[1] // weights.shape[1],
        )

    return run


def dense(node):
    weights = numbers(node["weights"]["kernel"]).t()[:, :, None, None].contiguous()
    bias = numbers(node["weights"]["bias"]) if "bias" in node["weights"] else None
    return lambda x: F.conv2d(x, weights, bias)


def pool(node):
    window = node["window"]
    lowest = -float("inf")
    return lambda x: F.max_pool2d(
        padded(x, window, lowest), along(window, "size"), along(window, "stride")
    )


KINDS = {
    "Identity": lambda node: lambda x: x,
    "Conv2D": conv,
    "Dense": dense,
    "MaxPooling2D": pool,
    "ReLU": lambda node: F.relu,
    "Add": lambda node: lambda *xs: sum(xs[1:], xs[0]),
    "Concatenate": lambda node: lambda *xs: torch.cat(xs, 1),
    "GlobalAveragePooling2D": lambda node: lambda x: x.mean((2, 3), keepdim=True),
    "Softmax": lambda node: lambda x: F.softmax(x, 1),
}

functions = [KINDS[node["kind"]](node) for node in nodes]


def forward(x, asked):
    values = [x]
    for node, function in zip(nodes[1 : max(asked) + 1], functions[1:]):
        values.append(function(*(values[i] for i in node["inputs"])))
    return [values[i] for i in asked]


def occlusion(image, boxes, answer, layer, classIndex, channel, batch):
    """Zeros painted over the image at each place, `batch` places at a time."""
    x = numbers(image).permute(0, 3, 1, 2).contiguous()
    values, activities = [], []
    with torch.no_grad():
        for at in range(0, len(boxes), batch):
            part = boxes[at : at + batch]
            covered = x.repeat(len(part), 1, 1, 1)
            for i, (top, left, height, width) in enumerate(part):
                covered[i, :, top : top + height, left : left + width] = 0
            found, maps = forward(covered, [answer, layer])
            values += found[:, classIndex, 0, 0].tolist()
            activities += maps[:, channel].sum((1, 2)).tolist()
    return values + activities


def gradients(image, layer, units):
    """A forward pass, and a backward one for each unit."""
    x = numbers(image).permute(0, 3, 1, 2).contiguous().requires_grad_()
    (maps,) = forward(x, [layer])
    found = []
    for channel, row, column in units:
        (slope,) = torch.autograd.grad(maps[0, channel, row, column], x, retain_graph=True)
        found.append(slope)
    return [float(value) for slope in found for value in (slope.sum(), slope.abs().sum())]


print(json.dumps(f"PyTorch {torch.__version__}, one thread, oneDNN {torch.backends.mkldnn.is_available()}"), flush=True)
for line in sys.stdin:
    asked = json.loads(line)
    work = {"occlusion": occlusion, "gradients": gradients}[asked.pop("work")]
    began = time.process_time()
    answer = work(**asked)
    print(json.dumps({"seconds": time.process_time() - began, "numbers": answer}), flush=True)
