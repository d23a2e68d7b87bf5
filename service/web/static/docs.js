// Starts the routes' page. A file of its own, because the page's policy runs no script written into it.
SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  // The validator is somebody else's server: the description stays on this machine.
  validatorUrl: null,
});
