# SPDX-License-Identifier: Apache-2.0
"""Load on a server over HTTP: requests whose moments are fixed in advance, and clients that listen."""
