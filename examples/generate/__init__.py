# SPDX-License-Identifier: Apache-2.0
"""Writes the tables of the example clusters, one small module a firm. Every figure that it draws is invented.

Run `python -m examples.generate` in the project's root. The same seed gives the same bytes on every machine.
"""
