# SPDX-License-Identifier: Apache-2.0
"""Compiled searches for projects. In come `Net`s and scratch arrays of `arrays`, out go starts in them."""
