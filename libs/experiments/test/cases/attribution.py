"""Attributions of a small convnet, by PyTorch: what libs/experiments/test/attribute.test.ts is held against.

Written for this test; run with PyTorch 1.13 in float64: python3 attribution.py > attribution.json; npx prettier --write attribution.json
Integrated gradients: Sundararajan et al. 2017, equation 3, with the midpoints of `steps` pieces of the path.
Grad-CAM: Selvaraju et al. 2017, equations 1 and 2, of the score before softmax.
"""

import json
import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
SIDE, CHANNELS, CLASSES, STEPS, CLASS = 8, 4, 3, 20, 2


def fixed(shape, seed):
    """Numbers from -0.5 to 0.5 that a linear congruence makes (Park & Miller 1988), so that a test can make them, too."""
    count, state, values = torch.Size(shape).numel(), seed, []
    for _ in range(count):
        state = state * 16807 % (2**31 - 1)
        values.append(state / (2**31 - 1) - 0.5)
    return torch.tensor(values).reshape(shape)


# TensorFlow's order: filters [height, width, in, out], pictures [height, width, channels].
FILTER, BIAS = fixed((3, 3, 3, CHANNELS), 1007), fixed((CHANNELS,), 2007)
KERNEL = fixed((3 * 3 * CHANNELS, CLASSES), 3007)
PICTURE = torch.floor((fixed((SIDE, SIDE, 3), 4007) + 0.5) * 256)
BASELINE = torch.tensor([10.0, 20.0, 30.0]).expand(SIDE, SIDE, 3)
SCALE = 1 / 64


def conv(picture):
    x = (picture * SCALE).permute(2, 0, 1)[None]
    return F.relu(F.conv2d(x, FILTER.permute(3, 2, 0, 1), BIAS))


def scores(maps):
    # alpha is divided by the size of the window in PyTorch, and not in TensorFlow.
    normal = F.local_response_norm(maps, size=3, alpha=0.3, beta=0.75, k=1.0)
    pooled = F.max_pool2d(normal, 2)
    return pooled.permute(0, 2, 3, 1).reshape(1, -1) @ KERNEL


def probability(picture):
    return F.softmax(scores(conv(picture)), 1)[0, CLASS]


def integrated_gradients():
    total = torch.zeros_like(PICTURE)
    for k in range(STEPS):
        at = (BASELINE + (PICTURE - BASELINE) * (k + 0.5) / STEPS).requires_grad_(True)
        total += torch.autograd.grad(probability(at), at)[0]
    return ((PICTURE - BASELINE) * total / STEPS).sum(2)


def grad_cam():
    maps = conv(PICTURE).detach().requires_grad_(True)
    slope = torch.autograd.grad(scores(maps)[0, CLASS], maps)[0]
    weights = slope.mean((2, 3), keepdim=True)
    return F.relu((weights * maps).sum(1))[0].detach()


print(
    json.dumps(
        {
            "source": "attribution.py, PyTorch " + torch.__version__,
            "probability": probability(PICTURE).item(),
            "baseline": probability(BASELINE).item(),
            "integratedGradients": integrated_gradients().tolist(),
            "gradCam": grad_cam().tolist(),
        }
    )
)
