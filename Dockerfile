# Attune for any of its roles: pages as it stands, phones with another command. See docs/servers.md.
FROM python:3.12-slim

RUN useradd --system --home-dir /opt/attune --shell /usr/sbin/nologin attune \
    && install -d -o attune -g attune /var/lib/attune
WORKDIR /opt/attune
COPY requirements.txt ./
RUN pip install --no-cache-dir --require-hashes -r requirements.txt
COPY .streamlit/config.toml .streamlit/
COPY app.py ./
COPY pages pages
COPY components components
COPY db db
# Files come as they lie in the folder: with a strict umask, for root's eyes alone.
RUN chmod -R a+rX . && python -m compileall -q app.py pages components db

USER attune
ENV PYTHONUNBUFFERED=1 \
    ATTUNE_DATABASE=/var/lib/attune/attune.db \
    ATTUNE_COPIES=/var/lib/attune
VOLUME /var/lib/attune
EXPOSE 8501
CMD ["python", "-m", "streamlit", "run", "app.py", "--server.address", "0.0.0.0", "--server.port", "8501"]
