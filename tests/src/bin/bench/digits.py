"""The same training in NumPy: 784-16-16-10 with ReLU and softmax, batches of 32, in float32.

Each line of standard input asks for that many batches; the answer is the milliseconds that they took.
"""

import sys
import time

import numpy as np

SIZES, BATCH, PICTURES, RATE = [784, 16, 16, 10], 32, 2048, np.float32(0.01)

random = np.random.default_rng(1)
pictures = random.random((PICTURES, SIZES[0]), dtype=np.float32)
targets = np.eye(SIZES[-1], dtype=np.float32)[np.arange(PICTURES) % SIZES[-1]]
weights = [random.normal(0, 0.1, pair).astype(np.float32) for pair in zip(SIZES, SIZES[1:])]
biases = [np.zeros(size, dtype=np.float32) for size in SIZES[1:]]


def learn(inputs, wanted):
    activations = [inputs]
    for layer, (w, b) in enumerate(zip(weights, biases)):
        z = activations[-1] @ w + b
        activations.append(np.maximum(z, 0) if layer < 2 else z)
    outputs = np.exp(activations[-1] - activations[-1].max(axis=1, keepdims=True))
    outputs /= outputs.sum(axis=1, keepdims=True)
    delta = (outputs - wanted) * np.float32(1 / BATCH)
    for layer in (2, 1, 0):
        gradient, shift = activations[layer].T @ delta, delta.sum(axis=0)
        if layer > 0:
            delta = (delta @ weights[layer].T) * (activations[layer] > 0)
        weights[layer] -= RATE * gradient
        biases[layer] -= RATE * shift


place = 0
for line in sys.stdin:
    start = time.perf_counter()
    for _ in range(int(line)):
        learn(pictures[place : place + BATCH], targets[place : place + BATCH])
        place = (place + BATCH) % PICTURES
    print((time.perf_counter() - start) * 1000, flush=True)
