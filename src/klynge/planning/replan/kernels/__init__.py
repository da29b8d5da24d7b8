# SPDX-License-Identifier: Apache-2.0
"""Compiled: a plan carried over to what has become of the cluster, and its broken orders mended in place."""
