# SPDX-License-Identifier: Apache-2.0
"""The server: the plan as a living, shared thing over PostgreSQL. Nothing else imports this room."""
