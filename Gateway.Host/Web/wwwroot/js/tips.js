// Explanations in plain words, on hover and on keyboard focus. Escape hides one.

const words = {
  pulse: "Whether the page is live. The gateway sends the figures once a second; the time is the gateway's own clock. If the line breaks, the page says so and shows the last figures it has.",
  theme: "Light, dark, or as the system has it. Kept in this browser.",
  keys: "Keys of this page (press ?).",
  state: "Up: the RTU sends. Waiting: the RTU is connected, but no master has started, so it keeps its events. Down: the RTU is not there. Stopped: the group does not run.",
  group: "The group's id and name from the configuration. A group is one RTU with its masters.",
  rtu: "The address where the RTU is, or where it is being tried now.",
  sinceRtu: "For how long the RTU's link has been in this state.",
  events: "Messages (ASDUs) from the RTU per second, mean of the last 5 s; the line shows the last 15 minutes, as long as this page has been open. Its height is scaled to each group's own highest value.",
  commands: "Messages to the RTU per second: commands, interrogations, clock; mean of the last 5 s.",
  masters: "Masters that have started data transfer, of those that are connected.",
  queue: "Messages that wait in the longest queue of a master. A queue that reaches buffsize makes the gateway close that master; nothing is lost, another master has the events.",
  behind: "The age of the oldest event that still waits to be sent to a master. 0 is normal; a growing number means a slow master or a slow line.",
  unacknowledged: "Messages of the RTU that the gateway has not acknowledged to it yet, because no master has acknowledged them. Should the gateway die now, the RTU would send them again.",
  requests: "Requests of masters that the RTU has not finished, and requests that have not been sent yet.",
  board: "One mark for each group, in the order of the list. Arrow keys move, Enter opens.",
  totalFrom: "Messages from all RTUs per second.",
  totalTo: "Messages to all masters per second: each event goes to every started master.",
  totalCommands: "Messages from all masters per second.",
  dropped: "Messages that went nowhere since the groups started, with the reason in each group's view. Some are normal, as an RTU's end of initialization.",
  missed: "Copies of events that masters had not acknowledged when their connection closed. Another master has the event, or the RTU sends it again; that master should interrogate.",
  refused: "Connections of masters that were refused: filter, same-address rule, too many, or the RTU's own address.",
  time: "Whether the gateway sets this machine's clock by NTP.",
  memory: "Memory that the program holds in RAM.",
  cpu: "Processor time that the program has used since it started.",
  lost: "Lines that could not be written: the disk was too slow, or full. Data transfer never waits for the log.",
  auditLost: "Commands that the audit does not tell: the disk was too slow, or full. Where lines are missing the audit says so.",
  breaker: "Closed: data transfer is started. Open: connected, not started, or not there.",
  oldest: "The age of the oldest message that the RTU has not been told of. The gateway acts before the RTU's t1 runs out.",
  outstanding: "Messages sent to the RTU that it has not acknowledged yet.",
  attempts: "Connection attempts that have failed since the RTU was connected last.",
  address: "Where the master comes from.",
  since: "How long it has been in this state.",
  queued: "Messages that wait for this master, of as many as its queue holds (buffsize).",
  masterUnack: "Messages sent to this master that it has not acknowledged; at most k.",
  sent: "Messages sent to this master since it connected.",
  received: "Messages received from this master since it connected.",
  masterMissed: "Copies of events that this master had not acknowledged when a connection before closed.",
  oa: "The originator address under which this master's requests go to the RTU. The master does not see it.",
  owners: "Who gets the answer. Identical interrogations are asked once and answered to all.",
  silent: "Time since the last sign of an answer. After 30 s without one the request is over.",
  selected: "Points that a master has selected and may execute; commands of others for them are refused until then.",
  acknowledge: "When an event is acknowledged to the RTU. any: one master has it. all: every started master has it. received: at once, as the original programs did.",
  originator: "track: each master gets its own originator address at the RTU. zero: always 0.",
  policies: "The routing policies at work, in their order.",
  k: "At most so many messages are sent without acknowledgement.",
  w: "An acknowledgement is sent after so many messages at the latest.",
  t0: "Longest time to establish a connection.",
  t1: "Longest time to wait for an acknowledgement; then the connection is closed.",
  t2: "Longest time to hold back an acknowledgement.",
  t3: "After so long without a message the line is tested.",
  idle: "A connection that has received nothing for so long is closed.",
  buffer: "At most so many messages wait for one master (buffsize).",
  reopened: "How often the RTU link was closed and opened anew because no master acknowledged its events in time: the RTU keeps them that way.",
  standstills: "How often the RTU waited for acknowledgements longer than 1 s. Lower w or t2 of a master.",
  noted: "Peculiarities of the peers' protocol that change nothing.",
  mismatches: "Replies of the RTU with another originator address than the request had; the key decided.",
  policyFailures: "How often a routing policy failed and was passed over.",
  ns: "N(S), the sender's sequence number.",
  nr: "N(R), what the sender acknowledges.",
  cot: "Cause of transmission: why it was sent.",
  ca: "Common address: the station's number.",
  ioa: "Information object address: the point's number.",
  value: "Value, quality (IV invalid, NT not topical, SB substituted, BL blocked, OV overflow), S/E and qualifier.",
  tag: "The time tag that the message itself bears.",
  fate: "What the gateway changed (originator and common address), and why a message went nowhere.",
  saveToo: "The configuration file gets the edit, too; the old file is kept beside it. Otherwise the edit is gone with the next reload or start.",
  pause: "Stops the view, not the gateway. What comes meanwhile is caught up with as far as the gateway's ring holds it.",
  pcapng: "The octets as on the wire, for Wireshark; TCP headers are made up around them.",
  drain: "Nothing new is given to this master; it is closed when it has acknowledged what was queued, after 30 s at the latest.",
  disconnect: "Closes this connection at once. The master may come back at once, too.",
  duration: "From the command to its end as the gateway saw it.",
};

const tip = document.getElementById("tip");
let target = null;

export function start() {
  document.addEventListener("pointerover", (e) => e.pointerType !== "touch" && show(e.target.closest?.("[data-tip]")));
  document.addEventListener("focusin", (e) => (e.target.matches(":focus-visible") || e.target.matches(".term")) && show(e.target.closest("[data-tip]")));
  document.addEventListener("focusout", hide);
  document.addEventListener("scroll", hide, { passive: true, capture: true });
  document.addEventListener("keydown", (e) => e.key === "Escape" && hide());
}

function show(element) {
  if (element === target) return;
  hide();
  const text = element && (words[element.dataset.tip] ?? element.dataset.say);
  if (!text) return;
  target = element;
  target.setAttribute("aria-describedby", "tip");
  tip.textContent = text;
  tip.hidden = false;
  (element.closest("dialog") ?? document.body).append(tip);
  const at = element.getBoundingClientRect();
  const size = tip.getBoundingClientRect();
  const left = Math.min(Math.max(8, at.left), document.documentElement.clientWidth - size.width - 8);
  const below = at.bottom + 6 + size.height < window.innerHeight;
  tip.style.left = `${Math.max(8, left)}px`;
  tip.style.top = `${below ? at.bottom + 6 : Math.max(8, at.top - size.height - 6)}px`;
}

function hide() {
  target?.removeAttribute("aria-describedby");
  target = null;
  tip.hidden = true;
}
