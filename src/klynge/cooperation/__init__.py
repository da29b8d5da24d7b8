# SPDX-License-Identifier: Apache-2.0
"""The trustee: what independent members may learn of one another, and what working together is worth.

`barrier` decides every disclosure: deny by default, by relationship, field class and agreement in force.
"""
