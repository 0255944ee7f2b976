"""Trains small networks whose way of making pixels is known, for measure.ts.

python3 make.py PHOTOS OUT: PHOTOS holds a folder of photos for each class. Needs torch and torchvision.
Each way gives two ONNX files: with its batch normalisations, and with them folded into the filters, as exporters do.
"""

import pathlib
import sys

import torch
import torchvision
from torch import nn
from torchvision import transforms

SIDE = 64
EPOCHS = 6
EACH = 200  # photos of a class

WAYS = {
    "plain": ((0, 0, 0), (1 / 255,) * 3, False),
    "zero-to-one": ((0, 0, 0), (1, 1, 1), False),
    "minus-one-to-one": ((0.5,) * 3, (0.5,) * 3, False),
    "torchvision": ((0.485, 0.456, 0.406), (0.229, 0.224, 0.225), False),
    "caffe": tuple((tuple(v / 255 for v in (123.68, 116.779, 103.939)), (1 / 255,) * 3, True)),
    "caffe-rgb": tuple((tuple(v / 255 for v in (123.68, 116.779, 103.939)), (1 / 255,) * 3, False)),
}


def network(classes):
    layers, before = [], 3
    for width, stride in ((16, 2), (32, 2), (64, 2), (64, 1)):
        layers += [nn.Conv2d(before, width, 3, stride, 1, bias=False), nn.BatchNorm2d(width), nn.ReLU()]
        before = width
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(before, classes))


def pixels(mean, std, blue_first):
    steps = [transforms.Resize(SIDE), transforms.CenterCrop(SIDE), transforms.ToTensor(), transforms.Normalize(mean, std)]
    return transforms.Compose(steps + ([transforms.Lambda(lambda x: x.flip(0))] if blue_first else []))


def load(folder, transform):
    data = torchvision.datasets.ImageFolder(folder, transform)
    count, chosen = {}, []
    for i, (_, label) in enumerate(data.samples):
        count[label] = count.get(label, 0) + 1
        if count[label] <= EACH:
            chosen.append(i)
    images = torch.stack([data[i][0] for i in chosen])
    return images, torch.tensor([data.samples[i][1] for i in chosen])


def train(net, images, labels):
    opt = torch.optim.Adam(net.parameters(), 3e-3)
    for _ in range(EPOCHS):
        order = torch.randperm(len(images))
        for part in order.split(64):
            opt.zero_grad()
            x = images[part]
            x = x.flip(3) if torch.rand(()) < 0.5 else x
            nn.functional.cross_entropy(net(x), labels[part]).backward()
            opt.step()
    net.eval()
    with torch.no_grad():
        return (net(images).argmax(1) == labels).float().mean().item()


def export(net, path, folded):
    mode = torch.onnx.TrainingMode.EVAL if folded else torch.onnx.TrainingMode.PRESERVE
    torch.onnx.export(net, torch.zeros(1, 3, SIDE, SIDE), path, opset_version=13, training=mode, do_constant_folding=folded)


def main(photos, out):
    out = pathlib.Path(out)
    out.mkdir(parents=True, exist_ok=True)
    for name, way in WAYS.items():
        torch.manual_seed(1)
        images, labels = load(photos, pixels(*way))
        net = network(int(labels.max()) + 1)
        print(name, f"{train(net, images, labels):.3f} of the photos that it learned", flush=True)
        export(net, out / f"{name}.onnx", False)
        export(net, out / f"{name}.folded.onnx", True)
        # An architecture of many layers, its weights random, its statistics those of photos.
        deep = torchvision.models.resnet18(num_classes=10)
        for module in deep.modules():
            if isinstance(module, nn.BatchNorm2d):
                module.momentum = None  # the mean over all batches, with nothing left of what it began with
        deep.train()
        with torch.no_grad():
            for part in images[torch.randperm(len(images))[:512]].split(64):
                deep(part)
        deep.eval()
        export(deep, out / f"{name}.resnet18-untrained.onnx", False)


main(*sys.argv[1:])
