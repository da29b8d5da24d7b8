# SPDX-License-Identifier: Apache-2.0
"""The products that members offer, by version, and the configurations that were made of them.

A product's files are its owner's data: stored as they are written, read by the trustee alone. A version stays for the
orders that were made by it. Configurations are rows of the organisations that ordered, sold or saved them.
"""
