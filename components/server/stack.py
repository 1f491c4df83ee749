"""The middleware of the server, in the order in which a request meets it."""

from collections.abc import Sequence
from dataclasses import replace

from starlette.middleware import Middleware
from streamlit import config

from components.server.audited import AuditedRequests
from components.server.bundles import CompressedBundles
from components.server.connections import ConnectionGuard
from components.server.deep_links import DeepLinks
from components.server.endpoints import EndpointGuard
from components.server.held_uploads import held_uploads
from components.server.hosts import HostGuard
from components.server.refusal import Refusals
from components.server.security_headers import SecurityHeaders
from components.server.sign_in_guard import SignInGuard
from components.server.sockets import most_connections
from components.server.upload_limits import UploadGuard
from components.view.viewer import has_ended, owner_of_request, viewer_of_request
from data.settings import Settings

# OF_PAGES: one in so many connections may be an open page; the others are for what pages load.
OF_PAGES = 3


def middleware(
    settings: Settings, *, closed: Sequence[str] = (), exports: Sequence[str] = ()
) -> list[Middleware]:
    """Return what every request passes before Streamlit: host, endpoint, number, sign-in, upload.

    `closed` are beginnings of the addresses of ours that need a sign-in, where one is set up;
    `exports` are those of files, which are recorded.
    """
    refusals, pages = Refusals(), settings.connection_limits
    most = min(pages.most, most_connections() // OF_PAGES)
    # No address takes all: somebody else has to get in as well.
    pages = replace(pages, most=most, address=min(pages.address, max(1, most // 2)))
    # Streamlit has a limit of its own, for each file.
    config.set_option("server.maxUploadSize", settings.upload_limits.file_mb)
    return [
        Middleware(SecurityHeaders),
        Middleware(AuditedRequests, viewer_of=viewer_of_request, exports=exports),
        Middleware(HostGuard, names=settings.host_names, refusals=refusals),
        Middleware(EndpointGuard, refusals=refusals),
        Middleware(ConnectionGuard, limits=pages, refusals=refusals),
        Middleware(
            SignInGuard,
            closed=closed,
            viewer_of=viewer_of_request,
            has_ended=has_ended,
            refusals=refusals,
            owner_of=owner_of_request,
        ),
        Middleware(DeepLinks),
        Middleware(CompressedBundles),
        Middleware(
            UploadGuard,
            limits=settings.upload_limits,
            viewer_of=viewer_of_request,
            held=held_uploads,
            refusals=refusals,
        ),
    ]
