# SPDX-License-Identifier: Apache-2.0
"""People of an organisation and their roles: who is there, inviting, removing."""
