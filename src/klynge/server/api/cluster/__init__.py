# SPDX-License-Identifier: Apache-2.0
"""Working together: charter, register, agreements to show something, releases, journal: /api/cluster.

The office keeps them; a member reads what concerns it and signs for itself. A token signs nothing.
"""

from klynge.server.api.cluster import agreements, charter, journal, register, releases

routers = tuple(room.router for room in (charter, register, agreements, releases, journal))
