"""Exports torchvision's families of classifiers to ONNX, with what PyTorch computes on one photo.

  python3 libs/models/test/zoo/export.py PHOTOS OUT [NAME ...]

PHOTOS is a folder of images; by their statistics batch normalisations are set, and chelsea.jpg is what networks look at. OUT
gets a folder a network: facts.json, input.bin, answer.bin, a .bin for each projection (float32, channels first) and a file for
each opset. Weights are drawn from a seed. Nothing that is made here belongs into the repository.
"""

import copy
import json
import os
import sys
import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
import torchvision
from PIL import Image
from torch import nn
from torchvision import models
from torchvision.transforms import functional as T

import rules
from opsets import raised

warnings.filterwarnings("ignore")
SEED = 2013
EXPORTED = [11, 17]
RAISED = [20]

# Builder, its settings, side of the image, and a module in the middle.
NETWORKS = {
    "alexnet": (models.alexnet, {}, 224, "features.8"),
    "vgg16_bn": (models.vgg16_bn, {}, 224, "features.26"),
    "resnet18": (models.resnet18, {}, 224, "layer3"),
    "resnet50": (models.resnet50, {}, 224, "layer3"),
    "squeezenet1_1": (models.squeezenet1_1, {}, 224, "features.7"),
    "densenet121": (models.densenet121, {}, 224, "features.transition2.conv"),
    "inception_v3": (models.inception_v3, {"transform_input": True, "init_weights": False}, 299, "Mixed_5d.branch_pool"),
    "googlenet": (models.googlenet, {"transform_input": True, "init_weights": False}, 224, "inception4b.branch4.1"),
    "shufflenet_v2_x1_0": (models.shufflenet_v2_x1_0, {}, 224, "stage3.2.branch2.7"),
    "mobilenet_v2": (models.mobilenet_v2, {}, 224, "features.10"),
    "mobilenet_v3_large": (models.mobilenet_v3_large, {}, 224, "features.8"),
    "resnext50_32x4d": (models.resnext50_32x4d, {}, 224, "layer2"),
    "wide_resnet50_2": (models.wide_resnet50_2, {}, 224, "layer2"),
    "mnasnet1_0": (models.mnasnet1_0, {}, 224, "layers.10"),
    "efficientnet_b0": (models.efficientnet_b0, {}, 224, "features.4"),
    "efficientnet_v2_s": (models.efficientnet_v2_s, {}, 224, "features.3"),
    "regnet_x_400mf": (models.regnet_x_400mf, {}, 224, "trunk_output.block3"),
    "regnet_y_400mf": (models.regnet_y_400mf, {}, 224, "trunk_output.block3"),
    "convnext_tiny": (models.convnext_tiny, {}, 224, "features.3"),
    "vit_b_16": (models.vit_b_16, {}, 224, "encoder.layers.encoder_layer_3"),
    "swin_t": (models.swin_t, {}, 224, "features.3"),
}
# What weighs positions by the image itself is no convolution: derivatives alone have a way through it.
TRANSFORMERS = {"vit_b_16", "swin_t"}


def photo(path, side):
    image = T.resize(Image.open(path).convert("RGB"), side)
    pixels = T.to_tensor(T.center_crop(image, side))
    return T.normalize(pixels, [0.485, 0.456, 0.406], [0.229, 0.224, 0.225])


def wake(network):
    """Initial values that would hide what is to be compared: factors near zero, no shifts, a last layer of zeros."""
    for name, weight in network.named_parameters():
        if "layer_scale" in name:
            nn.init.constant_(weight, 0.5)
        elif weight.ndim == 1 and name.endswith("weight"):
            nn.init.uniform_(weight, 0.8, 1.2)
        elif not weight.detach().any():
            nn.init.normal_(weight, std=0.05)


@torch.no_grad()
def settle(network, photos):
    """Means and variances of batch normalisations as these photos have them, upright and mirrored."""
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.momentum = None
            module.reset_running_stats()
    network.train()
    network(torch.cat([photos, photos.flip(3)]))
    network.eval()


def unit_of(values):
    """The strongest unit of a map [1, channels, height, width] or a vector [1, channels]."""
    place = np.unravel_index(int(values.argmax()), values.shape)
    return [int(index) for index in place]


def project(network, module, x, place):
    """The gradient of one unit by the pixels, by the rule that is set."""
    found = {}
    hook = module.register_forward_hook(lambda _, __, output: found.update(output=output))
    pixels = x.clone().requires_grad_()
    network(pixels)
    hook.remove()
    (gradient,) = torch.autograd.grad(found["output"][tuple(place)], pixels)
    return gradient.numpy()


def described(name, module, place):
    """Channel, row and column. Transformers have their channels last."""
    _, *rest = place
    if name in TRANSFORMERS:
        rest = [rest[-1], *rest[:-1]]
    channel, row, column = [*rest, 0, 0][:3] if len(rest) != 2 else [rest[0], 0, rest[1]]
    return {"module": module, "unit": [channel, row, column]}


def save(path, values):
    np.asarray(values, dtype="<f4").tofile(path)


def write_graphs(network, x, out):
    """What is there already is left as it is."""
    for opset in EXPORTED:
        if not (path := out / f"opset{opset}.onnx").exists():
            torch.onnx.export(network, torch.zeros_like(x), str(path), opset_version=opset)
    for opset in RAISED:
        if not (path := out / f"opset{opset}.onnx").exists():
            onnx.save(raised(onnx.load(str(out / f"opset{EXPORTED[-1]}.onnx")), opset), str(path))


def export(name, photos_folder, out):
    make, settings, side, middle = NETWORKS[name]
    torch.manual_seed(SEED)
    network = make(weights=None, **settings)
    wake(network)
    photos = torch.stack([photo(path, side) for path in sorted(photos_folder.glob("*.jpg"))])
    settle(network, photos)
    x = photo(photos_folder / "chelsea.jpg", side)[None]
    out.mkdir(parents=True, exist_ok=True)
    save(out / "input.bin", x)
    found = {}
    hook = network.get_submodule(middle).register_forward_hook(lambda _, __, y: found.update(y=y))
    with torch.no_grad():
        answer = network(x)
    hook.remove()
    save(out / "answer.bin", answer)
    write_graphs(network, x, out)
    units = {"answer": ("", unit_of(answer)), "middle": (middle, unit_of(found["y"]))}
    names = rules.RULES[:1] if name in TRANSFORMERS else rules.RULES
    facts = {
        "name": name,
        "side": side,
        "seed": SEED,
        "torch": torch.__version__,
        "torchvision": torchvision.__version__,
        "opsets": EXPORTED + RAISED,
        "rules": names,
        "units": {at: described(name, module, place) for at, (module, place) in units.items()},
        "rounding": project_all(network, x, units, names, out),
    }
    (out / "facts.json").write_text(json.dumps(facts, indent=2))


def project_all(network, x, units, names, out):
    """Writes projections of 64 bits, and tells how far those of 32 bits are from them, as a share of the largest value."""
    rules.use_rules()
    rounding = {}
    for at, (module, place) in units.items():
        for rules.rule in names:
            single, double = (
                project(each, each.get_submodule(module), x.to(kind), place)
                for each, kind in ((network.float(), torch.float32), (copy.deepcopy(network).double(), torch.float64))
            )
            save(out / f"{at}-{rules.rule}.bin", double)
            rounding[f"{at}-{rules.rule}"] = float(abs(single - double).max() / abs(double).max())
    return rounding


def main():
    photos, out, *names = sys.argv[1:]
    for name in names or NETWORKS:
        # Rules replace what exports are made of, so each network gets a process of its own.
        pid = os.fork()
        if pid == 0:
            export(name, Path(photos), Path(out) / name)
            print(name, flush=True)
            os._exit(0)
        if os.waitpid(pid, 0)[1] != 0:
            sys.exit(f"{name} could not be exported")


if __name__ == "__main__":
    main()
