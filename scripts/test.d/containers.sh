# shellcheck shell=bash
# What tests with servers in containers need before they start. Sourced by scripts/test.

engine_answers() { have docker && docker version >/dev/null 2>&1; }

# prepare_containers: the images, and in the environment what Testcontainers does not find out itself.
prepare_containers() {
    docker image inspect "${WINNOW_TEST_NATS_IMAGE:-winnow-test/nats-server}" \
        "${WINNOW_TEST_POSTGRES_IMAGE:-winnow-test/postgres}" >/dev/null 2>&1 || "$ROOT/scripts/build-test-images"
    DOCKER_API_VERSION=$(docker version --format '{{.Server.APIVersion}}')
    export DOCKER_API_VERSION
}
