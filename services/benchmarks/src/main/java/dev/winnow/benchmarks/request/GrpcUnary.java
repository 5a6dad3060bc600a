package dev.winnow.benchmarks.request;

import dev.winnow.benchmarks.Calling;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * gRPC-java over loopback: unary calls by blocking stubs, a deadline on each, virtual threads on
 * both sides. The message is the same bytes as they are, so it pays neither for JSON nor for
 * protobuf.
 */
final class GrpcUnary implements Calling {
    private static final MethodDescriptor.Marshaller<byte[]> BYTES =
            new MethodDescriptor.Marshaller<>() {
                @Override
                public InputStream stream(byte[] value) {
                    return new ByteArrayInputStream(value);
                }

                @Override
                public byte[] parse(InputStream stream) {
                    try {
                        return stream.readAllBytes();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            };

    private static final MethodDescriptor<byte[], byte[]> ECHO =
            MethodDescriptor.<byte[], byte[]>newBuilder()
                    .setType(MethodDescriptor.MethodType.UNARY)
                    .setFullMethodName("bench.Echo/Echo")
                    .setRequestMarshaller(BYTES)
                    .setResponseMarshaller(BYTES)
                    .build();

    private final byte[] request;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Server server;
    private final ManagedChannel channel;

    GrpcUnary(byte[] body) throws Exception {
        this.request = body;
        this.server =
                NettyServerBuilder.forAddress(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .executor(executor)
                        .addService(
                                ServerServiceDefinition.builder("bench.Echo")
                                        .addMethod(
                                                ECHO,
                                                ServerCalls.asyncUnaryCall((message, answer) -> {
                                                    answer.onNext(message);
                                                    answer.onCompleted();
                                                }))
                                        .build())
                        .build()
                        .start();
        this.channel =
                NettyChannelBuilder.forAddress(
                                new InetSocketAddress(
                                        InetAddress.getLoopbackAddress(), server.getPort()))
                        .usePlaintext()
                        .executor(executor)
                        .build();
    }

    @Override
    public String name() {
        return "gRPC-java";
    }

    @Override
    public void call() {
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(5, TimeUnit.SECONDS);
        byte[] reply = ClientCalls.blockingUnaryCall(channel, ECHO, options, request);
        if (reply.length != request.length) {
            throw new IllegalStateException("another reply");
        }
    }

    @Override
    public void end() throws Exception {
        channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        executor.close();
    }
}
