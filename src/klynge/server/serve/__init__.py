# SPDX-License-Identifier: Apache-2.0
"""Everything on one machine: the database, migrations, trustee, web and live processes, started, watched, stopped."""
