// Makes up for what a browser does not do for pages that are opened from disk. It runs before the theme.
(() => {
  "use strict";

  if (location.protocol !== "file:") return;

  // The theme fetches no pages from disk, and with this feature on would not tell the scripts that a page is there.
  const config = document.getElementById("__config");
  const settings = JSON.parse(config.textContent);
  settings.features = settings.features.filter((feature) => !feature.startsWith("navigation.instant"));
  config.textContent = JSON.stringify(settings);

  // No worker starts from disk: the search runs in a hidden frame instead, under the same messages.
  window.Worker = class extends EventTarget {
    constructor(program) {
      super();
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      document.body.append(this.frame);
      const world = this.frame.contentWindow;
      const load = (url) =>
        new Promise((done, failed) => {
          const script = world.document.createElement("script");
          Object.assign(script, { src: new URL(url, document.baseURI), onload: done, onerror: failed });
          world.document.head.append(script);
        });
      world.importScripts = load;
      world.postMessage = (data) => {
        const event = new MessageEvent("message", { data });
        this.dispatchEvent(event);
        this.onmessage?.(event);
      };
      this.started = load(program).then(() => world);
    }

    async postMessage(data) {
      const world = await this.started;
      world.dispatchEvent(new MessageEvent("message", { data }));
    }

    terminate() {
      this.frame.remove();
    }
  };
})();
