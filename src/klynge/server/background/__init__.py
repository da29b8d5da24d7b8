# SPDX-License-Identifier: Apache-2.0
"""The background process: makes plans better by each firm's policy, does the jobs and sends the mails in line.

It plans with a replica of its own, so that asking a trustee stays quick, gives way to all other processes of the
machine, and appends to the log like any trustee: what it found lands as far as it still fits at the head.
"""
