"""Projects as PyTorch does in 64 bits, but lets pass what Deconv let pass, and unpools to where Deconv found its maxima.

  python3 libs/models/test/zoo/replay.py FOLDER

A value close to 0, or two that are close to being the maximum, fall one way or the other by rounding, and the signal with them.
FOLDER is a network's, as export.py made it; decisions.json and decisions.bin (a byte each) are measure.mjs'. It gets a folder
`decided` with a .bin for each projection, and facts.json: how many decisions fell otherwise in 64 bits, and how close those were,
as a share of the largest value of their map.
"""

import json
import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from torch.nn import functional as F

import rules
from export import NETWORKS, OPSETS, project, save


def pair(value):
    return (value, value) if isinstance(value, int) else tuple(value)


def in_file(folder):
    """Deconv's decisions in the order of the file's operations, which is that of PyTorch's calls."""
    described = json.loads((folder / "decisions.json").read_text())
    every = np.fromfile(folder / "decisions.bin", dtype=np.uint8)
    ends = np.cumsum([np.prod(each["shape"]) for each in described])
    found = {each["name"]: (each["kind"], part.reshape(each["shape"])) for each, part in zip(described, np.split(every, ends))}
    graph = onnx.load(str(folder / f"opset{OPSETS[-1]}.onnx")).graph
    return [found[node.name] for node in graph.node if node.name in found]


class Decisions:
    """Deconv's, one map after the other."""

    def __init__(self, folder):
        self.maps = in_file(folder)
        self.restart()

    def restart(self):
        self.at = self.differing = self.count = 0
        self.margin = 0.0

    def next(self, kind, shape):
        found, values = self.maps[self.at]
        # A vector is a map of one place.
        if (found, values.shape) != (kind, (*shape, 1, 1)[:3]):
            raise ValueError(f"decision {self.at} is to {found} {values.shape}; expected to {kind} {tuple(shape)}")
        self.at += 1
        self.count += values.size
        return torch.from_numpy(values.reshape(shape).astype(np.int64))[None]

    def compare(self, distance, differs, x):
        self.differing += int(differs.sum())
        if differs.any():
            self.margin = max(self.margin, float(distance[differs].max() / x.abs().max()))

    def passed(self, x, own, cap):
        given = self.next("rectify", x.shape[1:]).bool()
        distance = torch.minimum(x.abs(), (x - cap).abs())
        self.compare(distance.detach(), given != own, x)
        return given

    def max_pool2d(self, x, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False):
        """The value at each given place of a window; places are counted in raster order."""
        y = plain_max_pool2d(x.detach(), kernel_size, stride, padding, dilation, ceil_mode=ceil_mode)
        taps = self.next("pool", y.shape[1:])
        columns = pair(kernel_size)[1]
        step, before, apart = pair(stride or kernel_size), pair(padding), pair(dilation)
        rows_at = torch.arange(y.shape[2])[:, None] * step[0] - before[0] + (taps // columns) * apart[0]
        columns_at = torch.arange(y.shape[3]) * step[1] - before[1] + (taps % columns) * apart[1]
        places = rows_at * x.shape[3] + columns_at
        chosen = x.flatten(2).gather(2, places.flatten(2)).reshape(y.shape)
        distance = y - chosen.detach()
        self.compare(distance, distance > 0, x)
        return chosen


plain_max_pool2d = F.max_pool2d


def main():
    folder = Path(sys.argv[1])
    facts = json.loads((folder / "facts.json").read_text())
    make, settings, side, _ = NETWORKS[facts["name"]]
    network = make(weights=None, **settings)
    network.load_state_dict(torch.load(folder / "weights.pt"))
    network.double().eval()
    pixels = np.fromfile(folder / "input.bin", dtype="<f4").reshape(1, 3, side, side)
    x = torch.from_numpy(pixels).double()
    rules.use_rules()
    rules.decisions = decisions = Decisions(folder)
    F.max_pool2d = decisions.max_pool2d
    out = folder / "decided"
    out.mkdir(exist_ok=True)
    for at, unit in facts["units"].items():
        for rules.rule in facts["rules"]:
            decisions.restart()
            save(out / f"{at}-{rules.rule}.bin", project(network, network.get_submodule(unit["module"]), x, unit["place"]))
    if decisions.at != len(decisions.maps):
        raise ValueError(f"{decisions.at} of {len(decisions.maps)} decisions were asked for")
    told = {"decisions": decisions.count, "differing": decisions.differing, "margin": decisions.margin}
    (out / "facts.json").write_text(json.dumps(told, indent=2))


if __name__ == "__main__":
    main()
