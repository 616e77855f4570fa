"""Redraws every figure into the folder of its topic."""

from __future__ import annotations

from pathlib import Path

from figures import (
    activation_curves,
    batch_norm_distributions,
    convolution_example,
    descent_paths,
    gradient_over_time,
    initialization_scale,
    loss_curves,
    overfitting_curves,
    roc_and_precision_recall,
    style,
    two_moons_training,
)

DATA = Path(__file__).resolve().parents[2] / "data"
FIGURES = {
    activation_curves: "foundations/activation-curves.svg",
    loss_curves: "foundations/loss-curves.svg",
    two_moons_training: "foundations/two-moons-training.svg",
    initialization_scale: "gradients/initialization-scale.svg",
    descent_paths: "optimization/descent-paths.svg",
    overfitting_curves: "regularization/overfitting-curves.svg",
    roc_and_precision_recall: "evaluation/roc-and-precision-recall.svg",
    convolution_example: "cnns/convolution-example.svg",
    batch_norm_distributions: "training-practice/batch-norm-distributions.svg",
    gradient_over_time: "sequences-and-transformers/gradient-over-time.svg",
}

if __name__ == "__main__":
    for module, path in FIGURES.items():
        print(path)
        style.save(module.draw(), DATA / path)
