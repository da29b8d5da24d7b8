# SPDX-License-Identifier: Apache-2.0
"""What a WSGI server serves. All that answers is loaded here, once, before a server forks its workers: one that dies
is then replaced at once, and the first who asks does not wait. Nothing is opened: connections are a worker's own."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.template import engines

gc.disable()  # nothing of what is loaded goes again
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klynge.server.settings")
application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)
engines.all()
gc.collect()
gc.freeze()  # what all workers share stays shared, and is not gone through for garbage
gc.set_threshold(5_000, 20, 80)
gc.enable()
