// Runs a script from its own address, so that it does not travel with every change of its data.
// A page can be read without any of them: what fails is said and left out.
export default async function (part) {
  const script = new URL(part.data.script, location).href;
  try {
    return await (await import(script)).default(part);
  } catch (fault) {
    console.warn(`Milltir: ${script} could not be run, and is left out.`, fault);
  }
}
