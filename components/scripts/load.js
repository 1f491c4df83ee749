// Loads a script from its own address and runs it. The browser caches the script, so that a change
// of its data doesn't send the script again. Pages can be read without these scripts: an error is
// logged as a warning and not raised.
export default async function (part) {
  const script = new URL(part.data.script, location).href;
  try {
    return await (await import(script)).default(part);
  } catch (fault) {
    console.warn(`Milltir: ${script} could not be run, and is left out.`, fault);
  }
}
