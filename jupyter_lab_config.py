# For `jupyter lab --config=jupyter_lab_config.py`. Nothing leaves the machine, and no question is asked at the start.
import runpy
import warnings
from importlib.util import find_spec
from pathlib import Path

c = get_config()  # noqa: F821
c.ServerApp.allow_root = True  # the README's command must also work in a container, where one is root
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
c.LabApp.extension_manager = "readonly"


def _no_announcements(_handler, page_config):
    """Leave out the question whether one wants news by a web request."""
    page_config.setdefault("disabledExtensions", []).append("@jupyterlab/apputils-extension:announcements")
    return page_config


# an orders file that somebody loads travels over the websocket, whose own limit is 10 MB
c.ServerApp.tornado_settings = {"page_config_hook": _no_announcements, "websocket_max_message_size": 40 * 2**20}

# a panel without its kernel is an error the next day; loaded as a file, for the package would fill the server's memory
SAVING = Path(find_spec("widgets").origin).with_name("saving.py")  # a copy of this file finds it too
warnings.filterwarnings("ignore", message="Overriding existing pre_save_hook")  # Jupyter says so of the first one too
c.FileContentsManager.pre_save_hook = runpy.run_path(str(SAVING))["drop_views"]
