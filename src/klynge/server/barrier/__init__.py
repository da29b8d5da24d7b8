# SPDX-License-Identifier: Apache-2.0
"""What the cluster's office keeps: charter, register, agreements to show something, releases, the journal.

Everything is added and nothing is changed: what holds today is read from what was written. Each side writes as its own
organisation; the rules are `klynge.cooperation.barrier`'s.
"""
