# Two stages: one builds the wheel and installs the locked packages, the other only runs them, as nobody in particular.
# Everything is fetched while building; nothing is when running.
FROM python:3.11-slim AS build
WORKDIR /build
COPY requirements.lock requirements-dev.lock pyproject.toml README.md LICENSE ./
RUN python3 -m venv /build/tools && /build/tools/bin/pip install --quiet --require-hashes --requirement requirements-dev.lock
RUN python3 -m venv /app && /app/bin/pip install --quiet --require-hashes --requirement requirements.lock
COPY service ./service
COPY prompts ./prompts
COPY evals ./evals
COPY examples ./examples
RUN /build/tools/bin/python -m build --wheel --no-isolation && /app/bin/pip install --quiet --no-deps --no-index dist/*.whl

FROM python:3.11-slim
RUN useradd --uid 10001 --create-home --shell /usr/sbin/nologin promocase && mkdir /data && chown promocase /data
COPY --from=build /app /app
USER promocase
WORKDIR /home/promocase
ENV PATH=/app/bin:$PATH PROMOCASE_DATA_DIR=/data PYTHONUNBUFFERED=1
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["python3", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
# Without a token it serves loopback alone, so run it with the host's network: docker run --network host -v promocase:/data promocase
CMD ["promocase", "serve"]
