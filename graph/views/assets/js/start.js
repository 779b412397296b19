// Unpacks the two scripts of the page (vis-network, then the page's own) and runs them. Each may run only
// because the content security policy names its hash.

/** What lies in the page as base64 of gzip of JSON. */
window.unpack = async (id) => {
  const packed = atob(document.getElementById(id).textContent.trim());
  const bytes = Uint8Array.from(packed, (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).json();
};

window.unpack('data-scripts').then((sources) => {
  for (const source of sources) {
    const script = document.createElement('script');
    script.textContent = source;
    document.body.append(script);
  }
});
