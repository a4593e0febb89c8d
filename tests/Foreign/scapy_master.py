"""A controlling station on scapy's IEC 104 layer: scapy_master.py LOCAL GATEWAY PORT CA EVENTS. Interrogates, commands, and ends."""
import sys

import scapy_peer
from scapy_peer import IEC104_U_Message, is_asdu, tell
from scapy.contrib.scada.iec104 import IEC104_IO_C_IC_NA_1_IOA, IEC104_IO_C_SC_NA_1_IOA

local, gateway, port, station, events = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5])
peer = scapy_peer.Peer(scapy_peer.connect(local, gateway, port))
seen, points, answers, initialized = [], [], [], 0
peer.send(IEC104_U_Message(startdt_act=1))
while True:
    frame = peer.frame()
    assert frame is not None, 'the gateway has closed'
    if not is_asdu(frame):
        if isinstance(frame, IEC104_U_Message) and frame.startdt_con:
            tell(started=True)
        continue
    peer.acknowledge()
    if frame.type_id == 70:
        initialized += 1
    elif frame.cot == 3:
        seen.append(frame.io[0].information_object_address)
        if len(seen) == events:
            peer.send_asdu(IEC104_IO_C_IC_NA_1_IOA(information_object_address=0, qoi=20), 6, station)
    elif frame.cot == 20:
        points.append([frame.io[0].information_object_address, frame.io[0].scaled_value])
    else:
        answers.append([frame.type_id, frame.cot, frame.origin_address])
        if frame.type_id == 100 and frame.cot == 10:
            peer.send_asdu(IEC104_IO_C_SC_NA_1_IOA(information_object_address=5000), 6, station)
        elif frame.type_id == 45:
            break
tell(seen=seen, points=points, answers=answers, initialized=initialized)
