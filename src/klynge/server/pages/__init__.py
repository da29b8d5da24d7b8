# SPDX-License-Identifier: Apache-2.0
"""The pages people work on: one app for each role, over one frame of shared design, navigation and words.

An app has `urls.py` (each view under `access.page`), `texts.py` (Norwegian by the English text), templates and static
files in a folder of its own name, and in `apps.py` its entries of the navigation.
"""
