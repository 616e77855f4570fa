// A plan as a calendar file (RFC 5545): an entry for each day of practice, and one for the interview.
const calendar = (() => {
  const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");
  // Lines end after 75 bytes at most; the rest goes on in the next one, after a space.
  const folded = (line) => {
    const lines = [""];
    let size = 0;
    for (const sign of line) {
      const bytes = new TextEncoder().encode(sign).length;
      if (size + bytes > 74) {
        lines.push("");
        size = 0;
      }
      lines[lines.length - 1] += sign;
      size += bytes;
    }
    return lines.join("\r\n ");
  };
  const compact = (day) => day.replaceAll("-", "");
  const entry = ({ day, title, text = "", url = "", kind = "practice" }, { stamp, host }) => [
    "BEGIN:VEVENT",
    `UID:${compact(day)}-${kind}@${host}`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${compact(day)}`,
    `DTEND;VALUE=DATE:${compact(addDays(day, 1))}`,
    `SUMMARY:${escaped(title)}`,
    ...(text ? [`DESCRIPTION:${escaped(text)}`] : []),
    ...(url ? [`URL:${url}`] : []),
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ];
  return (entries, { now, host }) => {
    const stamp = now.toISOString().replace(/[-:]|\.\d+/g, "");
    const lines = [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//handbook//practice//EN",
      ...entries.flatMap((each) => entry(each, { stamp, host: host || "handbook" })),
      "END:VCALENDAR",
    ];
    return `${lines.map(folded).join("\r\n")}\r\n`;
  };
})();
