# SPDX-License-Identifier: Apache-2.0
"""Django's settings, from the environment alone (docs/reference/server.md). There is no other settings file."""

from __future__ import annotations

import secrets
from pathlib import Path

from klynge.server import environment as env
from klynge.server.database import data_folder

DATA = data_folder()
DEBUG = False
TESTING = env.truth("KLYNGE_TESTING", default=False)

# Without a key of its own a server can serve one process for one run: sessions end with it.
SECRET_KEY = env.secret("KLYNGE_SECRET_KEY") or secrets.token_urlsafe(48)

HOST = env.text("KLYNGE_HOST", "localhost")
ALLOWED_HOSTS = [HOST, *env.listed("KLYNGE_ALSO_HOSTS"), "localhost", "127.0.0.1", "[::1]"]
SECURE = env.truth("KLYNGE_HTTPS", default=False)
# Where people reach the pages, for links in mails that no request asked for.
PUBLIC_URL = env.text("KLYNGE_PUBLIC_URL", f"http{'s' if SECURE else ''}://{HOST}").rstrip("/")

ROOT_URLCONF = "klynge.server.urls"
WSGI_APPLICATION = "klynge.server.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "klynge.server.accounts",
    "klynge.server.audit",
    "klynge.server.barrier",
    "klynge.server.orders",
    "klynge.server.jobs",
    "klynge.server.mails",
    "klynge.server.suggestions",
    "klynge.server.losses",
    "klynge.server.people",
    "klynge.server.products",
    "klynge.server.imports",
    "klynge.server.drafts",
    "klynge.server.scenarios",
    "klynge.server.quotes",
    "klynge.server.pages.frame",
    "klynge.server.pages.customer",
    "klynge.server.pages.sales",
    "klynge.server.pages.planner",
    "klynge.server.pages.floor",
    "klynge.server.pages.manager",
    "klynge.server.pages.office",
    "klynge.server.pages.operation",
]

MIDDLEWARE = [
    "klynge.server.api.problem.ProblemMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "klynge.server.policy.PolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "klynge.server.accounts.arriving.PersonMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "klynge.server.pages.frame.language.LanguageMiddleware",
    "klynge.server.tenancy.middleware.TenantMiddleware",
    "klynge.server.pages.frame.toasts.ToastMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "pages" / "frame" / "templates"],  # before the libraries'
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "klynge.server.pages.frame.context.frame",
            ]
        },
    }
]

_ROLES = {"default": env.text("KLYNGE_ROLE", "web")}
if TESTING:  # tests set up what the other roles would; a process that serves connects as one
    _ROLES |= {"owner": "owner", "trustee": "trustee"}
DATABASES = {
    alias: {
        "ENGINE": "klynge.server.backend",
        "NAME": "klynge",
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": 600,
        # a trustee's threads come and go, and close what they opened
        "OPTIONS": {"klynge_role": role, "klynge_rest": 4 if role == "trustee" else 0},
    }
    for alias, role in _ROLES.items()
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

# Nobody signs up: an organisation's manager invites.
ACCOUNT_ADAPTER = "klynge.server.accounts.adapter.InvitedOnly"
SOCIALACCOUNT_ADAPTER = "klynge.server.accounts.adapter.KnownOnly"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_MAX_EMAIL_ADDRESSES = 1  # a link to a second address would say nothing of who has the first
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/ip,10/5m/key", "login": "60/m/ip", "reset_password": "5/m/ip,3/10m/key"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_LOGIN_ON_GET = True  # a state and PKCE guard it; a form could not lead to another origin under our policy
# The operator chose the provider: whose address it has verified is the user of that address.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = bool(env.text("KLYNGE_OIDC_URL"))
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = SOCIALACCOUNT_EMAIL_AUTHENTICATION
SOCIALACCOUNT_PROVIDERS: dict[str, object] = {}
if env.text("KLYNGE_OIDC_URL"):
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "APPS": [
            {
                "provider_id": "oidc",
                "name": env.text("KLYNGE_OIDC_NAME", "OpenID Connect"),
                "client_id": env.text("KLYNGE_OIDC_CLIENT"),
                "secret": env.secret("KLYNGE_OIDC_SECRET"),
                "settings": {"server_url": env.text("KLYNGE_OIDC_URL"), "oauth_pkce_enabled": True},
            }
        ]
    }

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "klynge_cache"}}
SESSION_ENGINE = "klynge.server.accounts.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = SECURE
CSRF_COOKIE_SECURE = SECURE
CSRF_TRUSTED_ORIGINS = [f"https://{HOST}"] if SECURE else []
SECURE_SSL_REDIRECT = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_REDIRECT_EXEMPT = ["^health/"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
LIVE_ORIGINS = env.listed("KLYNGE_LIVE_ORIGINS")
# Where pages hear live updates: an address here, or ":8001/live", the same host's other port.
LIVE_URL = env.text("KLYNGE_LIVE_URL", "/live")
_LIVE_PORT = LIVE_URL.partition("/")[0]
_LIVE_HOSTS = [f"http://{host}{_LIVE_PORT}" for host in (HOST, "localhost", "127.0.0.1")] if _LIVE_PORT else []
DEMO = env.truth("KLYNGE_DEMO", default=False)
METRICS_TOKEN = env.secret("KLYNGE_METRICS_TOKEN")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'", *_LIVE_HOSTS],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# Without a mail server, mails are files in the data folder.
EMAIL_HOST = env.text("KLYNGE_EMAIL_HOST", "")
EMAIL_PORT = env.whole("KLYNGE_EMAIL_PORT", 587, 1, 65_535)
EMAIL_HOST_USER = env.text("KLYNGE_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = env.secret("KLYNGE_EMAIL_PASSWORD")
EMAIL_USE_TLS = env.truth("KLYNGE_EMAIL_TLS", default=True)
EMAIL_TIMEOUT = 10
EMAIL_FILE_PATH = DATA / "mail"
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
DEFAULT_FROM_EMAIL = env.text("KLYNGE_EMAIL_FROM", f"klynge@{HOST}")

LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", "Norsk bokmål"), ("en", "English")]
TIME_ZONE = "Europe/Oslo"
USE_TZ = True
USE_I18N = True
LOCALE_PATHS = [Path(__file__).parent / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
WHITENOISE_USE_FINDERS = TESTING
WHITENOISE_AUTOREFRESH = TESTING
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA / "files"}},
    "staticfiles": {"BACKEND": "klynge.server.static.Hashed"},
}
if TESTING:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {"()": "klynge.server.logs.JsonFormatter"},
        "line": {"()": "klynge.server.logs.LineFormatter"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": env.one_of("KLYNGE_LOG_FORMAT", ("json", "line")),
        }
    },
    "root": {"handlers": ["stderr"], "level": env.text("KLYNGE_LOG_LEVEL", "INFO")},
    "loggers": {"django.server": {"level": "WARNING"}},
}
