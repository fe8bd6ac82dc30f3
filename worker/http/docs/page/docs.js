// Starts Swagger UI on our own document. Nothing can be sent from here: a key has no place in a page.
window.SwaggerUIBundle({
  url: "/v1/openapi.json",
  dom_id: "#docs",
  supportedSubmitMethods: [],
  validatorUrl: null,
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  persistAuthorization: false,
});
