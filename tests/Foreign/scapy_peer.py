"""What both peers share: a TCP connection whose APDUs are built and dissected by scapy's IEC 104 layer."""
import json
import logging
import socket

logging.getLogger('scapy.runtime').setLevel(logging.ERROR)
from scapy.contrib.scada.iec104 import (  # noqa: E402
    IEC104_I_Message_SeqIOA, IEC104_I_Message_SingleIOA, IEC104_S_Message, IEC104_U_Message, iec104_decode)

PATIENCE = 30


def tell(**what):
    print(json.dumps(what), flush=True)


class Peer:
    def __init__(self, connection):
        self.connection = connection
        self.connection.settimeout(PATIENCE)
        self.buffer = b''
        self.sent = self.received = self.acknowledged = 0

    def frame(self):
        """The next APDU, dissected; None when the other side has closed."""
        while len(self.buffer) < 2 or len(self.buffer) < self.buffer[1] + 2:
            octets = self.connection.recv(4096)
            if not octets:
                return None
            self.buffer += octets
        length = self.buffer[1] + 2
        octets, self.buffer = self.buffer[:length], self.buffer[length:]
        frame = iec104_decode(octets)
        assert bytes(frame) == octets, 'scapy does not build again what it dissected: ' + octets.hex()
        if isinstance(frame, (IEC104_I_Message_SingleIOA, IEC104_I_Message_SeqIOA)):
            assert frame.tx_seq_num == self.received, 'N(S) %d, expected %d' % (frame.tx_seq_num, self.received)
            self.received += 1
            self.acknowledged = frame.rx_seq_num
        elif isinstance(frame, IEC104_S_Message):
            self.acknowledged = frame.rx_seq_num
        elif isinstance(frame, IEC104_U_Message) and frame.testfr_act:
            self.send(IEC104_U_Message(testfr_con=1))
        return frame

    def send(self, message):
        self.connection.sendall(bytes(message))

    def send_asdu(self, io, cot, address, originator=0, ack=0):
        self.send(IEC104_I_Message_SingleIOA(
            tx_seq_num=self.sent, rx_seq_num=self.received, cot=cot, ack=ack, origin_address=originator,
            common_asdu_address=address, io=[io]))
        self.sent += 1

    def acknowledge(self):
        self.send(IEC104_S_Message(rx_seq_num=self.received))


def is_asdu(frame):
    return isinstance(frame, (IEC104_I_Message_SingleIOA, IEC104_I_Message_SeqIOA))


def listen(address):
    listener = socket.socket()
    listener.bind((address, 0))
    listener.listen(1)
    listener.settimeout(PATIENCE)
    tell(listening=listener.getsockname()[1])
    return listener.accept()[0]


def connect(local, remote, port):
    """A master is refused until the gateway has its RTU: it tries again."""
    import time
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return socket.create_connection((remote, port), timeout=PATIENCE, source_address=(local, 0))
        except ConnectionRefusedError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
