"""A controlled station on scapy's IEC 104 layer: scapy_rtu.py ADDRESS CA EVENTS. Ends when the gateway closes."""
import sys

import scapy_peer
from scapy_peer import IEC104_U_Message, is_asdu, tell
from scapy.contrib.scada.iec104 import (
    IEC104_IO_C_IC_NA_1_IOA, IEC104_IO_M_ME_NC_1_IOA, IEC104_IO_M_SP_NA_1_IOA)

address, station, events = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
peer = scapy_peer.Peer(scapy_peer.listen(address))
K = 12
asked = []
next_event = 0
started = False


def send_events():
    global next_event
    while started and next_event < events and peer.sent - peer.acknowledged < K:
        peer.send_asdu(IEC104_IO_M_SP_NA_1_IOA(information_object_address=1000 + next_event, spi_value=next_event % 2), 3, station)
        next_event += 1


while (frame := peer.frame()) is not None:
    if isinstance(frame, IEC104_U_Message) and frame.startdt_act:
        started = True
        peer.send(IEC104_U_Message(startdt_con=1))
    elif isinstance(frame, IEC104_U_Message) and frame.stopdt_act:
        started = False
        peer.acknowledge()
        peer.send(IEC104_U_Message(stopdt_con=1))
    elif is_asdu(frame):
        asked.append([frame.type_id, frame.cot, frame.origin_address, frame.common_asdu_address])
        originator = frame.origin_address
        if frame.type_id == 100:
            peer.send_asdu(IEC104_IO_C_IC_NA_1_IOA(information_object_address=0, qoi=20), 7, station, originator)
            for point in range(3):
                peer.send_asdu(IEC104_IO_M_ME_NC_1_IOA(information_object_address=2000 + point, scaled_value=1.5 * point), 20, station, originator)
            peer.send_asdu(IEC104_IO_C_IC_NA_1_IOA(information_object_address=0, qoi=20), 10, station, originator)
        elif frame.type_id == 45:
            peer.send_asdu(frame.io[0], 7, station, originator)
        peer.acknowledge()
    send_events()
tell(asked=asked, sent=peer.sent, acknowledged=peer.acknowledged)
