# SPDX-License-Identifier: Apache-2.0
"""Compiled kernels over flat int32 tables; see `columns` for the layout. No Python objects come in or go out."""
