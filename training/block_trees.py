"""The trees of the block classifier: fitted with LightGBM, written as ONNX. Used by article_blocks.py."""

from __future__ import annotations

from typing import Any

import lightgbm
import numpy as np
import onnx
from onnx import TensorProto, helper

PARAMETERS = {
    "objective": "binary",
    "learning_rate": 0.1,
    "min_data_in_leaf": 60,
    "bagging_freq": 1,
    "lambda_l2": 10,
    "max_bin": 127,
    "use_missing": False,
    "num_threads": 1,
    "deterministic": True,
    "verbose": -1,
    "num_leaves": 31,
}


def fit_trees(rows: np.ndarray, labels: np.ndarray, weights: np.ndarray, *, rounds: int, seed: int, columns: float,
              lines: float) -> lightgbm.Booster:
    """Return trees fitted to rows, each to a draw of this share of their columns and lines."""
    parameters = {**PARAMETERS, "seed": seed, "feature_fraction": columns, "bagging_fraction": lines}
    return lightgbm.train(parameters, lightgbm.Dataset(rows, labels, weight=weights, params=parameters), rounds)


def to_onnx(trees: lightgbm.Booster, width: int) -> bytes:
    """Return the trees as an ONNX model: "lines" (n x width) to "logits" (n x 1)."""
    nodes: dict[str, list[Any]] = {
        name: []
        for name in ("treeids", "nodeids", "featureids", "values", "modes", "truenodeids", "falsenodeids", "hitrates")
    }
    leaves: dict[str, list[Any]] = {name: [] for name in ("treeids", "nodeids", "ids", "weights")}

    def add(tree: int, node: dict[str, Any], free: list[int]) -> int:
        number = free[0]
        free[0] += 1
        at = len(nodes["nodeids"])
        nodes["treeids"].append(tree)
        nodes["nodeids"].append(number)
        nodes["hitrates"].append(1.0)
        for name, nothing in (
            ("featureids", 0),
            ("values", 0.0),
            ("modes", "LEAF"),
            ("truenodeids", 0),
            ("falsenodeids", 0),
        ):
            nodes[name].append(nothing)
        if "leaf_value" in node:
            for name, value in (
                ("treeids", tree),
                ("nodeids", number),
                ("ids", 0),
                ("weights", float(node["leaf_value"])),
            ):
                leaves[name].append(value)
            return number
        nodes["featureids"][at] = node["split_feature"]
        nodes["values"][at] = _at_most(node["threshold"])
        nodes["modes"][at] = "BRANCH_LEQ"
        nodes["truenodeids"][at] = add(tree, node["left_child"], free)
        nodes["falsenodeids"][at] = add(tree, node["right_child"], free)
        return number

    for tree, one in enumerate(trees.dump_model()["tree_info"]):
        add(tree, one["tree_structure"], [0])
    attributes = {f"nodes_{name}": values for name, values in nodes.items()}
    attributes |= {f"target_{name}": values for name, values in leaves.items()}
    ensemble = helper.make_node(
        "TreeEnsembleRegressor",
        ["lines"],
        ["logits"],
        domain="ai.onnx.ml",
        n_targets=1,
        post_transform="NONE",
        aggregate_function="SUM",
        **attributes,
    )
    graph = helper.make_graph(
        [ensemble],
        "blocks",
        [helper.make_tensor_value_info("lines", TensorProto.FLOAT, [None, width])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, [None, 1])],
    )
    model = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", 3)], ir_version=8
    )
    onnx.checker.check_model(model)
    return bytes(model.SerializeToString())


def _at_most(threshold: float) -> float:
    """Return the largest 32-bit float not above a threshold, so that 32-bit rows fall on the same side."""
    near = np.float32(threshold)
    return float(near if float(near) <= threshold else np.nextafter(near, np.float32(-np.inf)))
