# SPDX-License-Identifier: Apache-2.0
"""The operator: imports, people, backups, health, jobs."""
