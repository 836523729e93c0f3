"""What pages keep between runs: the only rooms that cache.

A cache key is the department's content hash with the parameters, never a frame: Streamlit hashes a sample of a
large frame and would hand out the figures of another one. Cached frames come back as copies, so that a page
cannot change what another page or person sees. Arguments that begin with an underscore are in no key.
"""
