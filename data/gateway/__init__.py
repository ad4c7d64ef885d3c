"""The gateway: positions of phones, trackers and TAK devices in, the picture out; off by default, on loopback unless told."""
