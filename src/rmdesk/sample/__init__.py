"""The sample desk: invented people, products and sales, built through the use cases like any other desk."""

from rmdesk.sample.builder import OWNER, build
from rmdesk.sample.sales import PASSWORD
from rmdesk.sample.stage import SampleError

__all__ = ["OWNER", "PASSWORD", "SampleError", "build"]
