# SPDX-License-Identifier: Apache-2.0
"""The frame of all pages: base template, design, navigation, home."""
