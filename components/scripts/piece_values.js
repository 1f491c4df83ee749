// Brings the values that a map in pieces needs, and tells the server which pieces are seen.

export default function ({ data, setTriggerValue }) {
  const link = linkOf(data.chart);
  link.ask = (name, value) => inTurn(() => setTriggerValue(name, value));
  link.data = data;
  link.give?.(data);
}
