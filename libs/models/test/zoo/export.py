"""Exports torchvision's families of classifiers to ONNX, with what PyTorch computes on one photo.

  python3 libs/models/test/zoo/export.py PHOTOS OUT [NAME ...]

PHOTOS is a folder of images; by their statistics batch normalisations are set, and chelsea.jpg is what networks look at. OUT
gets a folder a network: facts.json, weights.pt, input.bin, answer.bin, a .bin for each projection (channels first) and a file for each
opset. What is compared with was computed in 64 bits; how far PyTorch in 32 bits is from it stands in facts.json. Weights are drawn from a seed. Nothing that is made here belongs into the repository.
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
# PyTorch 1.13 writes opsets up to 17; later ones are made of that.
OPSETS = [11, 17, 20]
LAST_EXPORTED = 17
# Small ones are written to every opset.
AT_EVERY_OPSET = {"squeezenet1_1", "mobilenet_v3_small"}
EVERY_OPSET = range(11, 21)

# Builder, its settings, side of the image, and a module in the middle.
NETWORKS = {
    "alexnet": (models.alexnet, {}, 224, "features.8"),
    "vgg11": (models.vgg11, {}, 224, "features.13"),
    "resnet18": (models.resnet18, {}, 224, "layer3"),
    "squeezenet1_1": (models.squeezenet1_1, {}, 224, "features.7"),
    "densenet121": (models.densenet121, {}, 224, "features.transition2.conv"),
    "inception_v3": (models.inception_v3, {"transform_input": True, "init_weights": False}, 299, "Mixed_5d.branch_pool"),
    "googlenet": (models.googlenet, {"transform_input": True, "init_weights": False}, 224, "inception4b.branch4.1"),
    "shufflenet_v2_x0_5": (models.shufflenet_v2_x0_5, {}, 224, "stage3.2.branch2.7"),
    "mobilenet_v2": (models.mobilenet_v2, {}, 224, "features.10"),
    "mobilenet_v3_small": (models.mobilenet_v3_small, {}, 224, "features.6"),
    "resnext50_32x4d": (models.resnext50_32x4d, {}, 224, "layer2"),
    "wide_resnet50_2": (models.wide_resnet50_2, {}, 224, "layer2"),
    "mnasnet0_5": (models.mnasnet0_5, {}, 224, "layers.10"),
    "efficientnet_b0": (models.efficientnet_b0, {}, 224, "features.4"),
    "efficientnet_v2_s": (models.efficientnet_v2_s, {}, 224, "features.3"),
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
    network.eval()
    normalisations = [module for module in network.modules() if isinstance(module, nn.BatchNorm2d)]
    if not normalisations:
        return
    for module in normalisations:
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
    return {"module": module, "place": place, "unit": [channel, row, column]}


def save(path, values):
    np.asarray(values, dtype="<f4").tofile(path)


def write_graphs(network, x, out, opsets):
    """What is there already is left as it is."""
    for opset in opsets:
        if (path := out / f"opset{opset}.onnx").exists():
            continue
        if opset <= LAST_EXPORTED:
            torch.onnx.export(network, torch.zeros_like(x), str(path), opset_version=opset)
        else:
            onnx.save(raised(onnx.load(str(out / f"opset{LAST_EXPORTED}.onnx")), opset), str(path))


def share(found, expected):
    """The largest difference, as a share of the largest value."""
    return float(abs(found - expected).max() / abs(expected).max())


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
    torch.save(network.state_dict(), out / "weights.pt")
    found = {}
    hook = network.get_submodule(middle).register_forward_hook(lambda _, __, y: found.update(y=y))
    with torch.no_grad():
        answer = network(x)
        hook.remove()
        exact = copy.deepcopy(network).double()(x.double())
    save(out / "answer.bin", exact)
    opsets = list(EVERY_OPSET) if name in AT_EVERY_OPSET else OPSETS
    write_graphs(network, x, out, opsets)
    units = {"answer": ("", unit_of(answer)), "middle": (middle, unit_of(found["y"]))}
    names = rules.RULES[:1] if name in TRANSFORMERS else rules.RULES
    facts = {
        "name": name,
        "side": side,
        "seed": SEED,
        "torch": torch.__version__,
        "torchvision": torchvision.__version__,
        "opsets": opsets,
        "rules": names,
        "units": {at: described(name, module, place) for at, (module, place) in units.items()},
        "float32": {"answer": share(answer, exact), "rules": project_all(network, x, units, names, out)},
    }
    (out / "facts.json").write_text(json.dumps(facts, indent=2))


def project_all(network, x, units, names, out):
    """Writes projections computed in 64 bits, and tells by rule how far those of 32 bits are from them at most."""
    rules.use_rules()
    exact = copy.deepcopy(network).double()
    own = {}
    for at, (module, place) in units.items():
        for rules.rule in names:
            single = project(network, network.get_submodule(module), x, place)
            double = project(exact, exact.get_submodule(module), x.double(), place)
            save(out / f"{at}-{rules.rule}.bin", double)
            own[rules.rule] = max(own.get(rules.rule, 0), share(single, double))
    return own


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
