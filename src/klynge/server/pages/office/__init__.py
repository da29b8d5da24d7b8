# SPDX-License-Identifier: Apache-2.0
"""The cluster office: charter, members, agreements, releases, disclosures."""
