"""Small files that become large when they are read.

keeps: all
flagged: no
"""

# %% before area
import io
import zlib

packed = zlib.compress(bytes(1 << 26))
data = b"".join(zlib.decompress(packed) for _ in range(100))
