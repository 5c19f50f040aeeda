"""Imported by Python at its start: nothing but this machine can be connected to."""

import socket

_HOME = ("127.", "::1", "localhost")
_connect, _connect_ex, _look_up = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo


def _refuse(host):
    if isinstance(host, bytes):
        host = host.decode()
    if host and not str(host).startswith(_HOME):
        raise OSError(101, "Network is unreachable")


def connect(self, address):
    if isinstance(address, tuple):
        _refuse(address[0])
    return _connect(self, address)


def connect_ex(self, address):
    if isinstance(address, tuple):
        _refuse(address[0])
    return _connect_ex(self, address)


def getaddrinfo(host, *arguments, **options):
    _refuse(host)
    return _look_up(host, *arguments, **options)


socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo = connect, connect_ex, getaddrinfo
