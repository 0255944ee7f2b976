"""Makes the Keras 3 cases beside this file: what Keras itself writes, and what it answers.

    pip install keras==3.15.1 jax numpy && KERAS_BACKEND=jax python make.py

`model` is what `tensorflowjs_converter` wraps a Keras file into: the configuration that Keras writes (`to_json`), and
a manifest whose weights bear the paths that Keras gives them (as in tensorflow/tfjs issue 8321). `output` is the answer
to the image that `photo` makes, in raster order.
"""

import base64
import json
import pathlib

import keras
import numpy as np
from keras import layers


def photo(size):
    count = size * size * 3
    values = (np.arange(count) * 7919 % 256) / 255 - 0.5
    return values.astype("float32").reshape(1, size, size, 3)


def randomize(model):
    rng = np.random.default_rng(1)
    for weight in model.weights:
        values = rng.normal(0, 0.4, weight.shape)
        weight.assign(np.abs(values) + 0.5 if "variance" in weight.path else values)


def sequential():
    return keras.Sequential(
        [
            layers.Input((16, 16, 3)),
            layers.Conv2D(8, 3, padding="same", activation="relu", name="conv"),
            layers.Conv2D(6, 3, strides=2, groups=2, name="grouped"),
            layers.BatchNormalization(name="norm"),
            layers.LeakyReLU(negative_slope=0.1, name="leaky"),
            layers.DepthwiseConv2D(3, depth_multiplier=2, dilation_rate=2, name="depthwise"),
            layers.ReLU(negative_slope=0.2, max_value=3, name="capped"),
            layers.SeparableConv2D(5, 3, depth_multiplier=2, padding="same", name="separable"),
            layers.Dropout(0.5, name="drop"),
            layers.GlobalAveragePooling2D(keepdims=True, name="mean"),
            layers.Conv2D(4, 1, kernel_regularizer="l2", name="head"),
            layers.Flatten(name="flat"),
            layers.Softmax(name="prob"),
        ],
        name="sequential",
    )


def functional():
    image = layers.Input((16, 16, 3), name="image")
    turned = layers.RandomFlip(name="flip")(image)
    scaled = layers.Rescaling([2.0, 1.0, 0.5], offset=0.1, name="rescale")(turned)
    stem = layers.Conv2D(4, 3, padding="same", activation="relu", name="stem")(scaled)
    inner = keras.Sequential(
        [layers.Input((16, 16, 4)), layers.Conv2D(4, 3, padding="same", name="a")], name="inner"
    )
    side = layers.Input((16, 16, 4), name="side")
    block = keras.Model(
        side,
        layers.Add(name="skip")([side, layers.Conv2D(4, 1, name="b")(side)]),
        name="block",
    )
    shared = layers.Conv2D(4, 3, padding="same", name="shared")
    first = inner(stem)
    second = inner(shared(shared(first)))
    summed = first + block(second)
    joined = layers.Concatenate(name="join")([summed, stem])
    pooled = layers.MaxPooling2D(3, strides=2, padding="same", name="pool")(joined)
    top = layers.GlobalMaxPooling2D(name="top")(pooled)
    return keras.Model(image, layers.Dense(6, name="answer")(top), name="functional")


class Sharpen(layers.Layer):
    """A user's own layer, which TensorFlow.js does not know."""

    def build(self, shape):
        self.amount = self.add_weight(name="amount", shape=(shape[-1],))

    def call(self, x):
        return x * self.amount


class Tint(Sharpen):
    pass


def custom():
    image = layers.Input((16, 16, 3), name="image")
    stem = layers.Conv2D(4, 3, activation="relu", name="stem")(image)
    known = layers.Conv2D(3, 3, padding="same", name="known")(stem)
    left = layers.Conv2D(3, 3, padding="same", name="above")(Sharpen(name="sharpen")(stem))
    right = layers.Conv2D(3, 3, padding="same", activation="leaky_relu", name="leaky")(known)
    tinted = Tint(name="tint")(layers.ReLU(name="relu")(known))
    joined = layers.Concatenate(name="join")([left, right, tinted, known * 0.5])
    return keras.Model(image, layers.Flatten(name="flat")(joined), name="custom")


def save(name, model):
    randomize(model)
    specs = [{"name": w.path, "shape": list(w.shape), "dtype": "float32"} for w in model.weights]
    weights = b"".join(np.asarray(w.value, "<f4").tobytes() for w in model.weights)
    topology = {
        "keras_version": keras.__version__,
        "backend": "tensorflow",
        "model_config": json.loads(model.to_json()),
    }
    case = {
        "model": {
            "format": "layers-model",
            "generatedBy": f"keras v{keras.__version__}",
            "convertedBy": "TensorFlow.js Converter v4.22.0",
            "modelTopology": topology,
            "weightsManifest": [{"paths": ["group1-shard1of1.bin"], "weights": specs}],
        },
        "weights": base64.b64encode(weights).decode(),
        "output": np.asarray(model(photo(16), training=False)).ravel().round(7).tolist()[:64],
    }
    file = pathlib.Path(__file__).with_name(f"{name}.json")
    file.write_text(json.dumps(case))


for make in (sequential, functional, custom):
    keras.backend.clear_session()
    save(make.__name__, make())
