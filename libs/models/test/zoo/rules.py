"""The three rules of projection as PyTorch's autograd: rectifiers and gates with the gradient that a rule gives them."""

import math

import torch
from torch import nn
from torch.nn import functional as F
from torchvision.ops.misc import SqueezeExcitation

RULES = ["gradient", "guided", "deconvnet"]
rule = "gradient"
# What another framework rectified and pooled, to do the same; see replay.py.
decisions = None


class Rectify(torch.autograd.Function):
    """max(x, 0), cut off at cap."""

    @staticmethod
    def forward(context, x, cap):
        y = x.clamp(0, cap)
        passed = (y > 0) & (y < cap)
        context.save_for_backward(passed if decisions is None else decisions.passed(x, passed, cap))
        return y

    @staticmethod
    def backward(context, signal):
        (passed,) = context.saved_tensors
        if rule == "deconvnet":
            return signal.clamp(min=0), None
        return (signal.clamp(min=0) if rule == "guided" else signal) * passed, None


def hold(gate):
    """A gate, and the spread that a normalisation divides by: a reconstruction takes them as they are."""
    return gate if rule == "gradient" else gate.detach()


def rectified(x, inplace=False):
    return Rectify.apply(x, math.inf)


def rectified_to_6(x, inplace=False):
    return Rectify.apply(x, 6.0)


def layer_norm(x, shape, weight=None, bias=None, eps=1e-5):
    axes = tuple(range(-len(shape), 0))
    centred = x - x.mean(axes, keepdim=True)
    y = centred * hold((centred.square().mean(axes, keepdim=True) + eps).rsqrt())
    return y if weight is None else y * weight + bias


def use_rules():
    """From here on every rectifier, gate and normalisation follows `rules.rule`."""
    F.relu = torch.relu = rectified
    F.layer_norm = layer_norm
    nn.ReLU.forward = lambda self, x: rectified(x)
    nn.ReLU6.forward = lambda self, x: rectified_to_6(x)
    nn.SiLU.forward = lambda self, x: x * hold(x.sigmoid())
    nn.Hardswish.forward = lambda self, x: x * hold((x + 3).clamp(0, 6) / 6)
    nn.GELU.forward = lambda self, x: x * hold((1 + torch.erf(x / math.sqrt(2))) / 2)
    SqueezeExcitation.forward = lambda self, x: hold(self._scale(x)) * x
