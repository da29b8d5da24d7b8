# SPDX-License-Identifier: Apache-2.0
"""Live updates: one small process that tells pages "look again" by server-sent events, and where it left off.

An event carries a kind, an object's random identifier and a number of the organisation's own feed; never content.
"""
